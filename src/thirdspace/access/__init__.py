"""The door: scope, permissions, roles, routes, audit trail, and the registries rooms meet through.

Nobody can query, route, choose in a form, run a job or export without a
:class:`~thirdspace.access.scope.Scope`, and only :mod:`thirdspace.access.entrance` makes one.
"""
