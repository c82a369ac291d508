"""The public API: what readers see, as JSON for machines; read-only, the same for everyone.

An endpoint says its address, its parameters and the shape of its answer once. Requests are checked,
routes made and the OpenAPI document written from that, so the three can't drift apart.
"""
