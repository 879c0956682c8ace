package core

import "context"

// ClientSecretExpired tells whether secret is a password of the client's that
// was in force once: so that who shows it can be told what to do about it.
func (d *Directory) ClientSecretExpired(_ context.Context, c *Client, secret string) bool {
	now := d.now()
	for _, r := range c.holders() {
		kept := credentialsOf(r)
		for _, o := range credentialList(r.Props, passwordList) {
			end := momentOf(o, "endDateTime")
			hash, ok := kept.Passwords[o.String("keyId")]
			if ok && !end.IsZero() && !now.Before(end) && CheckSecret(hash, secret) {
				return true
			}
		}
	}
	return false
}
