"""A small app that shows every component, with our templates, policy and filters and without a database."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

from flask import Flask, flash, render_template, request
from flask_wtf import CSRFProtect
from jinja2 import FileSystemLoader
from werkzeug.datastructures import MultiDict
from wtforms import (
    BooleanField,
    DateField,
    FieldList,
    Form,
    FormField,
    IntegerField,
    RadioField,
    SelectChoice,
    SelectField,
    SelectMultipleField,
    StringField,
    TelField,
    TextAreaField,
    TimeField,
)
from wtforms.validators import InputRequired, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from programmes.findings import Finding
from programmes.text import Text
from thuisbasis import headers, languages, paths

MENU = (
    ("Vandaag", "house-door"),
    ("Gezinnen", "people"),
    ("Lezen", "book"),
    ("Groepen", "easel2"),
    ("Bezoeken", "door-open"),
    ("Agenda", "calendar3"),
    ("Voortgang", "graph-up"),
)


class ChildForm(Form):
    first_name = StringField("Roepnaam", [InputRequired("Vul de roepnaam in.")])


class SampleForm(Form):
    surname = StringField("Achternaam", [InputRequired("Vul de achternaam in.")])
    phone = TelField("Telefoonnummer", [Optional()])
    start = DateField("Eerste bijeenkomst", [InputRequired("Vul een datum in.")], format=["%d-%m-%Y", "%Y-%m-%d"])
    at = TimeField("Aanvang", [Optional()])
    minutes = IntegerField("Reistijd in minuten", [Optional()])
    school = SelectField(
        "School", choices=[SelectChoice("1", "De Wegwijzer"), SelectChoice("2", "Het Kompas")], default="1"
    )
    language = RadioField(
        "Taal thuis",
        choices=[SelectChoice("nl", "Nederlands"), SelectChoice("tr", "Turks"), SelectChoice("ti", "Tigrinya")],
        validators=[InputRequired("Kies een taal.")],
    )
    weekday = RadioField("Dag", choices=[SelectChoice("mon", "maandag"), SelectChoice("tue", "dinsdag")], default="tue")
    kinds = SelectMultipleField(
        "Wat is er gedaan?",
        choices=[SelectChoice("reading", "Voorgelezen"), SelectChoice("story", "Verhaal verteld")],
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    rather_call = BooleanField("Liever bellen", description="Bel in plaats van een bericht te sturen.")
    notes = TextAreaField("Aantekening")
    reason = SelectField(
        "Waarom niet?", choices=[SelectChoice("", "Kies een reden"), SelectChoice("time", "Te weinig tijd")]
    )
    follow_up = TextAreaField("Wat spreekt u af?")
    children = FieldList(FormField(ChildForm), min_entries=1)


FINDINGS = (
    Finding(
        element="support_information",
        rule="unanswered",
        message=Text(nl="U hebt nog niet opgeschreven wat u uitlegde.", en="Not yet written: what you explained."),
        satisfied_by=Text(nl="Schrijf het op, of kies waarom het niet lukte.", en="Write it, or choose why not."),
        blocks=True,
    ),
    Finding(
        element="loan",
        rule="not_returned",
        message=Text(nl="Het boek is nog niet terug.", en="The book is not back yet."),
        satisfied_by=Text(nl="Kruis aan dat het terug is.", en="Tick that it is back."),
        blocks=False,
    ),
)


def form_with_errors() -> SampleForm:
    """A form that came back: no surname, no language, a day that does not exist, a child without a name."""
    sent = MultiDict(
        {"start": "31-31-2026", "school": "1", "weekday": "mon", "reason": "", "children-0-first_name": ""}
    )
    form = SampleForm(formdata=sent)
    form.validate()
    return form


def make_app() -> Flask:
    """The gallery. `?errors=1` shows a form that came back, `?rtl=1` the page from right to left."""
    app = Flask("gallery", static_folder=str(paths.STATIC), template_folder=str(paths.TEMPLATES))
    app.jinja_loader = FileSystemLoader([paths.TEMPLATES, Path(__file__).parent])
    app.config.update(SECRET_KEY="only for tests", SESSION_COOKIE_NAME="gallery")
    CSRFProtect(app)
    languages.install(app)
    headers.install(app)
    app.add_template_global(static_url)
    app.context_processor(_shown_everywhere)
    app.add_url_rule("/", "gallery", _gallery, methods=["GET", "POST"])
    return app


def static_url(path: str) -> str:
    return f"/static/{path}"


def _shown_everywhere() -> dict[str, Any]:
    return {
        "current_actor": SimpleNamespace(name="Samira el Khatib", organisation_name="Stichting De Bron"),
        "locale": languages.current(),
        "text_direction": "rtl" if request.args.get("rtl") else "ltr",
        "menu": [SimpleNamespace(label=label, url="/", icon=icon, active=icon == "people") for label, icon in MENU],
        "demo": True,
        "home_url": "/",
        "search_url": "/",
        "sign_out_url": "/",
        "language_url": "/",
        "theme_url": "/",
    }


def _gallery() -> str:
    flash("Het verslag is afgerond.", "success")
    return render_template(
        "gallery.html",
        sample=form_with_errors() if request.args.get("errors") else SampleForm(),
        findings=FINDINGS,
        item=SimpleNamespace,
        programmes=[
            SimpleNamespace(symbol="square", name="PACT"),
            SimpleNamespace(symbol="circle", name="Pittige Jaren"),
            SimpleNamespace(symbol="triangle", name="REAL"),
        ],
    )
