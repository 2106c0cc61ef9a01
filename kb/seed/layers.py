"""Which folders a base is built from: the shipped seed, and a curator's own folders over it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kb.errors import NotFoundError
from kb.records import Dataset

SHIPPED = "seed"
TEMPLATE = "TEMPLATE.yaml"


@dataclass(frozen=True, slots=True)
class Layer:
    """One folder (or one file) of seed records.

    ``name`` is the dataset its claims belong to; ``label`` is put before file names in places.
    """

    name: str
    path: Path
    label: str = ""

    @property
    def dataset(self) -> Dataset:
        """The batch that this layer's claims belong to."""
        return Dataset(self.name, str(self.path), self.label)

    def files(self) -> Iterator[tuple[Path, str, str]]:
        """Yield each seed file: its path, its name in places, and the folder that tells its kind."""
        if self.path.is_file():
            yield self.path, self.label or self.path.name, self.path.parent.name
            return
        for path in sorted((*self.path.rglob("*.yaml"), *self.path.rglob("*.yml"))):
            relative = path.relative_to(self.path)
            if path.name == TEMPLATE or any(part.startswith(".") for part in relative.parts):
                continue
            name = str(Path(self.label) / relative) if self.label else relative.as_posix()
            yield path, name, relative.parts[0] if len(relative.parts) > 1 else self.path.name


def shipped_seed() -> Layer:
    """Return the seed that came with the package (inside it when installed, beside it in a checkout)."""
    package = Path(__file__).resolve().parent.parent
    for folder in (package / "seed_data", package.parent / "seed_data"):
        if folder.is_dir():
            return Layer(SHIPPED, folder)
    raise NotFoundError(f"the shipped seed is missing beside {package.name}; install the package again")


def layers_for(data: Iterable[str | Path]) -> list[Layer]:
    """Return the shipped seed and, over it, the given folders or files in their order.

    A folder that *is* the shipped seed is not laid over itself. Raises NotFoundError for one that is not there.
    """
    layers = [shipped_seed()]
    for given in data:
        path = Path(given).expanduser()
        if not path.exists():
            raise NotFoundError(f"there is no seed folder {str(given)!r}; give a folder that exists")
        if path.resolve() == layers[0].path.resolve():
            continue
        layers.append(Layer(str(path.resolve()), path.resolve(), str(given)))
    return layers


def fingerprint(layers: Iterable[Layer]) -> str:
    """Return a hash over every layer's name, file names and bytes: equal seeds have equal fingerprints."""
    digest = hashlib.sha256()
    for layer in layers:
        digest.update(f"\0layer {layer.name if layer.name != SHIPPED else SHIPPED}\0".encode())
        for path, _, folder in layer.files():
            digest.update(f"\0{folder}/{path.name}\0".encode())
            try:
                digest.update(path.read_bytes())
            except OSError as error:
                digest.update(f"unreadable: {error}".encode())
    return digest.hexdigest()
