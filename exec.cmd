@rem The scripts of package.json begin with "exec", so that a signal sent to npm reaches Node
@rem and not the shell between them. cmd.exe has no exec: it finds this file and goes on.
@%*
