# People Digest. `make demo` and `make test` set up everything they need.
