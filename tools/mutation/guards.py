"""Every guard in the source, and what the source is without it."""

import ast
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
APPS = ("partnership", "reviews", "assurance", "training", "schools")
NOT_OURS = ("/migrations/", "/site/demo/", "/site/servers/")

DECORATORS = {"requires", "asks_for_proof", "require_POST", "require_safe", "require_http_methods"}
FILTERS = {"visible_to", "known_to", "answerable_by", "open_to", "for_person", "filled_by", "written_by"}
ESCAPES = {"safe_cell", "escape", "conditional_escape"}
REFUSALS = {"PermissionDenied", "Http404"}


@dataclass(frozen=True)
class Guard:
    """One guard: where it stands, within which function or class of a module, and as which guard of it."""

    path: str
    line: int
    kind: str
    place: str
    top: int
    number: int

    @property
    def module(self):
        return self.path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")

    def __str__(self):
        return f"{self.path}:{self.line} {self.kind} in {self.place}"

    def taken_out(self):
        """The module's tree without it."""
        tree = ast.parse((ROOT / self.path).read_text(encoding="utf-8"))
        _, _, (target, decorator) = list(removals(tree.body[self.top]))[self.number]
        tree.body[self.top] = Without(target, decorator).visit(tree.body[self.top])
        return ast.fix_missing_locations(tree)


def name_of(node):
    node = node.func if isinstance(node, ast.Call) else node
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


def removals(function):
    """(line, kind, how to take it out) for each guard of a function; `how` works on a copy, found by its number."""
    for node in ast.walk(function):
        if isinstance(node, ast.FunctionDef):
            for one in node.decorator_list:
                if name_of(one) in DECORATORS:
                    yield one.lineno, f"@{name_of(one)}", (node, one)
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Attribute) and node.func.attr in FILTERS:
                yield node.lineno, f".{node.func.attr}()", (node, None)
            elif name_of(node) in ESCAPES and len(node.args) == 1:
                yield node.lineno, f"{name_of(node)}()", (node, None)
            elif (
                isinstance(node.func, ast.Attribute)
                and name_of(node) == "clean"
                and name_of(node.func.value) == "nh3"
            ):
                yield node.lineno, "nh3.clean()", (node, None)
        if isinstance(node, ast.If) and refuses(node):
            yield node.lineno, "if … refuse", (node, None)


def refuses(node):
    body = node.body
    return (
        len(body) == 1
        and isinstance(body[0], ast.Raise)
        and body[0].exc is not None
        and name_of(body[0].exc) in REFUSALS
    )


class Without(ast.NodeTransformer):
    def __init__(self, target, decorator):
        self.target, self.decorator = target, decorator

    def visit(self, node):
        if node is not self.target:
            return self.generic_visit(node)
        if isinstance(node, ast.FunctionDef):
            node.decorator_list = [one for one in node.decorator_list if one is not self.decorator]
            return self.generic_visit(node)
        if isinstance(node, ast.If):
            return node.orelse or ast.Pass()
        if name_of(node) in FILTERS:
            return ast.Call(ast.Attribute(node.func.value, "all", ast.Load()), [], [])
        return node.args[0]


def guards_of(path):
    for at, top in enumerate(ast.parse((ROOT / path).read_text(encoding="utf-8")).body):
        if isinstance(top, ast.FunctionDef | ast.ClassDef):
            for number, (line, kind, _) in enumerate(removals(top)):
                yield Guard(path, line, kind, top.name, at, number)


def all_guards(only=""):
    for app in APPS:
        for path in sorted((ROOT / app).rglob("*.py")):
            told = path.relative_to(ROOT).as_posix()
            if not any(part in f"/{told}" for part in NOT_OURS) and (
                not only or only.replace(".", "/") in told
            ):
                yield from guards_of(told)
