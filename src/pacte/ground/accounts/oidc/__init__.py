"""Signing in through an OpenID Connect issuer in the ProConnect shape.

An issuer proves who someone is; it never gives an account nor a right. Whoever has no account here is told so.
"""
