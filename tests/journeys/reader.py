"""Somebody with a browser but without JavaScript: follows links, fills in the form that the page really shows."""

from collections import defaultdict
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urljoin, urlsplit

from django.test import Client
from django.urls import reverse

Fields = dict[str, list[Any]]


@dataclass
class Form:
    """A form as a browser would send it untouched; `names` are all its fields, ticked or not."""

    action: str
    method: str
    values: Fields = field(default_factory=lambda: defaultdict(list))
    names: set[str] = field(default_factory=set)


class Page(HTMLParser):
    """The forms and links of a page."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.forms: list[Form] = []
        self.links: list[str] = []
        self.open: Form | None = None
        self.select = self.area = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "a" and "href" in said:
            self.links.append(said["href"])
        elif tag == "form":
            self.open = Form(said.get("action", ""), said.get("method", "get").lower())
            self.forms.append(self.open)
        elif self.open and tag == "option" and self.select and "selected" in said:
            self.open.values[self.select].append(said.get("value", ""))
        elif self.open and "name" in said and "disabled" not in said:
            self._field(tag, said)

    def _field(self, tag: str, said: dict[str, str]) -> None:
        assert self.open
        self.open.names.add(said["name"])
        kind = said.get("type", "text")
        if tag == "select":
            self.select = said["name"]
        elif tag == "textarea":
            self.area = said["name"]
            self.open.values[self.area] = [""]
        elif tag == "input" and kind in ("radio", "checkbox"):
            self.open.values[said["name"]] += [said.get("value", "on")] if "checked" in said else []
        elif tag == "input" and kind not in ("submit", "button", "file"):
            self.open.values[said["name"]].append(said.get("value", ""))

    def handle_data(self, data: str) -> None:
        if self.open and self.area:
            self.open.values[self.area] = [data.removeprefix("\n")]

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.open = None
        elif tag in ("select", "textarea"):
            self.select = self.area = ""


class Reader:
    """A person before the portal. A page that is an error of ours fails at once."""

    def __init__(self, account: Any = None) -> None:
        self.client = Client(enforce_csrf_checks=True)
        self.address = "/"
        if account:
            self.client.force_login(account)

    def open(self, address: str) -> "Reader":
        return self._show(self.client.get(urljoin(self.address, address)))

    def follow(self, ending: str) -> "Reader":
        """The link of the page whose address ends so."""
        links = [link for link in Page(self.text).links if urlsplit(link).path.endswith(ending)]
        assert links, f"no link to {ending} on {self.address}"
        return self.open(links[0])

    def send(self, **values: Any) -> "Reader":
        """Fill in and send the form of the page that has these fields; a list ticks several."""
        frame = (reverse("set_language"), reverse("account_logout"))
        forms = [form for form in Page(self.text).forms if form.method == "post" and form.action not in frame]
        forms = [form for form in forms if set(values) <= form.names]
        assert forms, f"no form with {sorted(values)} on {self.address}"
        form = forms[0]
        sent = {name: list(said) for name, said in form.values.items()}
        for name, value in values.items():
            sent[name] = value if isinstance(value, list) else [value]
        return self._show(self.client.post(urljoin(self.address, form.action), sent))

    def post(self, address: str, **values: Any) -> "Reader":
        """A request written by hand, whatever the page offers."""
        token = {"csrfmiddlewaretoken": self.client.cookies["csrftoken"].value}
        return self._show(self.client.post(address, values | token))

    def _show(self, response: Any) -> "Reader":
        while response.status_code == 302:
            self.address = urljoin(self.address, response.url)
            response = self.client.get(self.address)
        self.address = response.request["PATH_INFO"]
        self.response, self.status = response, response.status_code
        is_page = response["Content-Type"].startswith("text/html")
        self.text = response.text if is_page else ""
        return self
