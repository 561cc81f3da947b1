import frappe
import requests


@frappe.whitelist(methods=["POST"])
def token():
    """Trades the connector's API key for a token of fifteen minutes, for whoever is signed in."""
    user = frappe.get_doc("User", frappe.session.user)
    roles = frappe.get_roles(user.name)
    answer = requests.post(
        f"{frappe.conf.dispatchkit_url}/v1/embed-tokens",
        headers={"Authorization": f"Bearer {frappe.conf.dispatchkit_api_key}"},
        json={
            "subject": user.name,
            "name": user.full_name,
            "role": "dispatcher" if "Maintenance Manager" in roles else "viewer",
            "origins": [frappe.utils.get_url()],
        },
        timeout=5,
    )
    if not answer.ok:
        frappe.throw(frappe._("The dispatch board is not available."))
    return {"url": frappe.conf.dispatchkit_url, "token": answer.json()["token"]}
