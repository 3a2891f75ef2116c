"""The file that runs production says what the demo and the tests run with."""

import re
from pathlib import Path

import yaml
from django.conf import settings

from partnership.site.servers.environment import CHECKOUT
from partnership.site.servers.postgres import LOGGED

COMPOSE = yaml.safe_load((CHECKOUT / "docker-compose.yml").read_text())
SERVICES = COMPOSE["services"]
PORTAL = ("migrate", "web", "worker", "beat")


def test_only_the_migrating_container_knows_whose_the_tables_are():
    knows = {name for name, service in SERVICES.items() if "OWNER_PASSWORD" in str(service)}
    assert knows == {"db", "migrate"}
    assert {SERVICES[name]["environment"]["DATABASE_URL"].split(":")[1] for name in PORTAL} == {"//portal"}


def test_the_database_logs_as_little_as_everywhere_else():
    given = dict(one.split("=") for one in SERVICES["db"]["command"][2::2])
    assert given == LOGGED


def test_no_container_of_the_portal_may_more_than_it_needs():
    for name in PORTAL:
        service = SERVICES[name]
        assert service["read_only"] is True
        assert service["cap_drop"] == ["ALL"]
        assert service["security_opt"] == ["no-new-privileges:true"]
    assert SERVICES["db"]["networks"] == SERVICES["redis"]["networks"] == ["inside"]
    assert COMPOSE["networks"]["inside"] == {"internal": True}


def test_nobody_reaches_the_web_server_but_through_what_waits_for_slow_clients():
    """tests/faults/test_slow_clients.py runs it with this very file."""
    assert {name for name, service in SERVICES.items() if "ports" in service} == {"front"}
    front = SERVICES["front"]
    conf = (CHECKOUT / "tools" / "front.conf").read_text()
    assert front["volumes"] == ["./tools/front.conf:/etc/nginx/front.conf:ro"]
    assert (front["read_only"], front["cap_drop"]) == (True, ["ALL"])
    said = {
        line.split()[0]: line.split("#")[0].strip().rstrip(";").split()[1:]
        for line in conf.splitlines()
        if line.strip()
    }
    assert said["proxy_request_buffering"] == said["proxy_buffering"] == ["on"]
    assert said["access_log"] == ["off"]
    # so that it is the portal that says what is too large, and that no sentence of ours is overtaken by one of nginx
    assert int(said["client_max_body_size"][0].removesuffix("m")) * 1024**2 > 3 * settings.DOCUMENT_MAX_BYTES
    assert not [
        line for line in conf.splitlines() if "X-Forwarded" in line and not line.strip().startswith("#")
    ]


def test_every_variable_is_explained_and_every_volume_and_network_exists():
    text = (CHECKOUT / "docker-compose.yml").read_text()
    explained = set(re.findall(r"(?m)^#?\s*([A-Z_]+)=", (CHECKOUT / ".env.example").read_text()))
    assert set(re.findall(r"(?<!\$)\$\{([A-Z_]+)", text)) <= explained
    for service in SERVICES.values():
        assert set(service["networks"]) <= set(COMPOSE["networks"])
        named = {
            volume.split(":")[0] for volume in service.get("volumes", []) if not volume.startswith((".", "/"))
        }
        assert named <= set(COMPOSE["volumes"])
        assert set(service.get("depends_on", ())) <= set(SERVICES)


def test_the_database_and_its_programs_in_the_image_are_of_one_release():
    (release,) = re.findall(r"^postgres:(\d+)$", SERVICES["db"]["image"])
    assert f"postgresql-client-{release}" in Path(CHECKOUT / "Dockerfile").read_text()


def test_the_image_holds_all_that_it_runs():
    """.dockerignore takes out what only the demo and tests need, and lets in nothing that it does not name."""
    ignored = (CHECKOUT / ".dockerignore").read_text().split()
    assert {"!manage.py", "!gunicorn.conf.py"} <= set(ignored)
    assert "partnership/site/servers/" in ignored
    for app in ("partnership", "reviews", "assurance", "training", "schools"):
        for path in (CHECKOUT / app).rglob("*.py"):
            if "servers" not in path.parts:
                assert "site.servers" not in path.read_text(), path
