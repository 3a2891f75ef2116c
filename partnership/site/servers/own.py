"""The database and the broker: those that are configured, else our own, started here."""

import importlib.util
from urllib.parse import urlsplit

from . import Trouble
from .broker import Broker
from .environment import answers
from .finding import find_broker, find_postgres
from .postgres import Cluster

HOW = "install it (on Debian and Ubuntu: apt-get install {package}), or set {variable} to a server of yours."


def database_and_broker(supervisor, state, configured, durable=True):
    """The addresses by name: of a server of ours also the one for its owner. `configured(name)` tells what is set."""
    home, account = None, None
    if not (configured("DATABASE_URL") and configured("REDIS_URL")):
        home, account = state.servers_home()
    keys = state.keys()
    logs = state.folder / "logs"
    addresses = {"MIGRATION_DATABASE_URL": configured("MIGRATION_DATABASE_URL")}
    for variable, make in (("DATABASE_URL", _own_postgres), ("REDIS_URL", _own_broker)):
        url = configured(variable)
        if url:
            _must_answer(variable, url)
            supervisor.say(f"Using the server that {variable} names.")
            addresses[variable] = url
        else:
            addresses |= make(supervisor, state, home, account, keys, logs, durable)
    return addresses


def _must_answer(variable, url):
    parts = urlsplit(url)
    port = parts.port or (5432 if variable == "DATABASE_URL" else 6379)
    if parts.hostname and not answers(parts.hostname, port):
        raise Trouble(f"{variable} names a server at {parts.hostname}:{port}, and nothing answers there.")


def _own_postgres(supervisor, state, home, account, keys, logs, durable):
    made_by = Cluster.release_of(home)
    programs = find_postgres(home, account, needed=made_by)
    if programs is None and made_by:
        raise Trouble(
            f"The data was made by PostgreSQL {made_by}, which is no longer here: install it again, "
            "or start afresh with `make demo-reset`."
        )
    if programs is None:
        raise Trouble("No PostgreSQL was found: " + HOW.format(package="postgresql", variable="DATABASE_URL"))
    cluster = Cluster(programs, home, keys, account, durable)
    cluster.recover()
    cluster.choose_port()
    state.keep(keys)
    cluster.make()
    supervisor.start(cluster.child(logs / "postgres.log"))
    cluster.let_the_portal_in()
    return {"DATABASE_URL": cluster.url, "MIGRATION_DATABASE_URL": cluster.owners_url}


def _own_broker(supervisor, state, home, account, keys, logs, durable):
    program = find_broker(account)
    if program is None and importlib.util.find_spec("fakeredis") is None:
        raise Trouble("No Redis was found: " + HOW.format(package="redis-server", variable="REDIS_URL"))
    broker = Broker(program, home, keys, account, durable)
    broker.choose_port()
    state.keep(keys)
    supervisor.start(broker.child(logs / "broker.log"))
    return {"REDIS_URL": broker.url}
