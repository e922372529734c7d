"""Two doors by TCP to a server's socket, the first without TLS, the second with it: door.py SOCKET KEY
CERTIFICATE prints their ports and stays."""
import socket
import ssl
import struct
import sys
import threading

import relay

TLS, GSS = 80877103, 80877104  # what a client may ask for before it says who it is


def read_request(link):
    first = link.recv(8, socket.MSG_PEEK)
    return struct.unpack("!ii", first) if len(first) == 8 else None


def serve(link, path, context):
    request = read_request(link)
    while request in ((8, TLS), (8, GSS)):
        link.recv(8)
        if context and request[1] == TLS:
            link.sendall(b"S")
            try:
                link = context.wrap_socket(link, server_side=True)
            except OSError:
                return
            break
        link.sendall(b"N")
        request = read_request(link)
    if request:
        server = socket.socket(socket.AF_UNIX)
        server.connect(path)
        relay.join(link, server)


def open_door(path, context):
    listener = socket.create_server(("127.0.0.1", 0))

    def run():
        while True:
            link = listener.accept()[0]
            threading.Thread(target=serve, args=(link, path, context), daemon=True).start()

    threading.Thread(target=run, daemon=True).start()
    return listener.getsockname()[1]


def main(path, key, certificate):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    print(open_door(path, None), open_door(path, context), flush=True)
    threading.Event().wait()


if __name__ == "__main__":
    main(*sys.argv[1:])
