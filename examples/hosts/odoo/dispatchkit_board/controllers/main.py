import logging

import requests
from odoo.http import Controller, request, route
from odoo.tools import config

_logger = logging.getLogger(__name__)


class DispatchToken(Controller):
    """Trades the connector's API key for a token of fifteen minutes, for whoever is signed in."""

    # Nothing is changed by it, and only pages of this origin can read the answer, so it needs no CSRF token.
    @route("/dispatchkit/token", type="http", auth="user", methods=["POST"], csrf=False)
    def token(self):
        user = request.env.user
        is_dispatcher = user.has_group("dispatchkit_board.group_dispatcher")
        answer = requests.post(
            f"{config['dispatchkit_url']}/v1/embed-tokens",
            headers={"Authorization": f"Bearer {config['dispatchkit_api_key']}"},
            json={
                "subject": f"odoo-{user.id}",
                "name": user.name,
                "role": "dispatcher" if is_dispatcher else "viewer",
                "origins": [request.httprequest.host_url.rstrip("/")],
            },
            timeout=5,
        )
        if not answer.ok:
            _logger.warning("The connector refuses a token: %s", answer.status_code)
            return request.make_json_response({"error": "unavailable"}, status=502)
        return request.make_json_response(
            {"token": answer.json()["token"]}, headers=[("Cache-Control", "no-store")]
        )

    @route("/dispatchkit/settings", type="json", auth="user")
    def settings(self):
        """Where the page finds the connector and the script files. No secret is among them."""
        return {
            "url": config["dispatchkit_url"],
            "script": config.get("dispatchkit_script") or "/dispatchkit_board/static/dispatchkit/dispatchkit.js",
        }
