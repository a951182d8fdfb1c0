"""Forms of groups' contacts."""

from flask_babel import lazy_gettext as _l

from thuisbasis.validation import DateField, Form, Required, StringField


class CatchUpForm(Form):
    """When and how a family caught up what it missed."""

    on = DateField(_l("Wanneer ingehaald"), validators=[Required()])
    how = StringField(_l("Hoe"), validators=[Required()])
