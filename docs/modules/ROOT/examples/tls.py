import socket, ssl
context = ssl.create_default_context(cafile="target/cert.pem")
tcp = socket.create_connection(("localhost", 4321))
with context.wrap_socket(tcp, server_hostname="localhost", suppress_ragged_eofs=False) as tail:
    tail.sendall(b"-200\n")
    while piece := tail.recv(65536):
        print(piece.decode(), end="", flush=True)
