"""What stands between a client and a server in tests: passing on what one says to the other."""
import socket
import threading


def pass_on(source, sink):
    """Until one of them has nothing more to say; then neither has."""
    try:
        while data := source.recv(65536):
            sink.sendall(data)
    except OSError:
        pass
    for end in (source, sink):
        try:
            end.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass


def join(client, server):
    """Passes on in both directions, each in a thread of its own."""
    for source, sink in ((client, server), (server, client)):
        threading.Thread(target=pass_on, args=(source, sink), daemon=True).start()
