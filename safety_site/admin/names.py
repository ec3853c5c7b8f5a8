"""What rows of other people's models are called here."""


class _Renamed:
    """A model's options under names of our own: to change the model's would ask for a migration."""

    def __init__(self, options, one: str, many: str):
        self._options = options
        self.verbose_name, self.verbose_name_plural = one, many

    def __getattr__(self, name):
        return getattr(self._options, name)


class PlainNames:
    """Mixin: the back office calls rows by `names`, one and many, as those who work here do."""

    names: tuple[str, str]

    def __init__(self, model, admin_site):
        super().__init__(model, admin_site)
        self.opts = _Renamed(self.opts, *self.names)

    def get_changelist_instance(self, request):
        """Name the list too: it asks the model by itself."""
        changelist = super().get_changelist_instance(request)
        changelist.opts = self.opts
        return changelist
