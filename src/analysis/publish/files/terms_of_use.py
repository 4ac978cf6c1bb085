"""On what terms the data may be used: what the municipality itself has said, and nothing when it has not."""

from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from analysis.base.plain_yaml import read_yaml
from analysis.base.yaml_trouble import UnreadableYaml
from analysis.errors import ParameterError, told_of_yaml
from analysis.parameters import check_file, explain
from analysis.refusals import in_words
from analysis.words.translate import _

FILE = "open_data.yaml"


class Licence(BaseModel):
    """A licence.

    Attributes:
        name: Its code, such as `CC0-1.0`.
        title: Its name.
        path: Address of its text.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str = Field(min_length=1)
    title: str = ""
    path: str = ""


class Terms(BaseModel):
    """What is said of the data as a whole.

    Attributes:
        licences: The licences; none when nobody has decided on one.
        publisher: Who publishes them.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    licences: list[Licence] = Field(default_factory=list)
    publisher: str = ""

    @property
    def described(self) -> dict[str, Any]:
        """The terms as a data package tells them."""
        licences = [{key: value for key, value in licence.model_dump().items() if value} for licence in self.licences]
        publisher = [{"title": self.publisher, "role": "publisher"}] if self.publisher else []
        return ({"licenses": licences} if licences else {}) | ({"contributors": publisher} if publisher else {})


def read_terms(data: Path) -> Terms:
    """Read `open_data.yaml`, if there is one.

    Args:
        data: The data folder.

    Returns:
        The terms; empty ones without the file, for a licence is never made up.

    Raises:
        ParameterError: If the file says something else than it may.
    """
    path = data / FILE
    if not path.exists():
        return Terms()
    check_file(path)
    try:
        content = read_yaml(path) or {}
        return Terms.model_validate(content)
    except UnreadableYaml as error:
        raise ParameterError(f"{told_of_yaml(FILE, error)}.", _("Rätta filen.")) from error
    except OSError as error:
        raise in_words(error) from error
    except ValidationError as error:
        raise ParameterError(f"{FILE}: {explain(error, Terms, content)}", _("Rätta filen.")) from error
