"""Settings from the environment, or from files that it names, as Docker and others hand secrets over."""

import environ
from environ.fileaware_mapping import FileAwareMapping


class Files(FileAwareMapping):
    """Where NAME_FILE is set, NAME is what that file holds, without the line end that editors put there."""

    def __getitem__(self, key):
        value = super().__getitem__(key)
        return value.rstrip("\r\n") if self.env.get(f"{key}_FILE") else value


class Environment(environ.Env):
    """Like environ.Env, with files."""

    ENVIRON = Files()
