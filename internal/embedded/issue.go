package embedded

import "context"

// IssueTokenFor is [Server.IssueToken] for another resource than Microsoft
// Graph, named as clients do in requests for tokens: "https://graph.windows.net"
// for Azure AD Graph.
func (s *Server) IssueTokenFor(ctx context.Context, resource, user, appID string) (string, error) {
	return s.oauth.IssueTokenFor(ctx, resource, user, appID)
}
