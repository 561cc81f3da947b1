{
    "name": "Dispatch board",
    "summary": "Dispatchkit’s board and timeline as a page of Odoo",
    "version": "18.0.1.0.0",
    "license": "LGPL-3",
    "depends": ["web"],
    "data": ["security/groups.xml", "views/menu.xml"],
    "assets": {"web.assets_backend": ["dispatchkit_board/static/src/**/*"]},
    "installable": True,
}
