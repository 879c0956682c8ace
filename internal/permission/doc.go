// Package permission says which permissions of Microsoft Graph allow which
// request, and what the bearer of a token may do.
//
// It is one table (rows of method, path template, application and delegated
// permissions, by area) and what follows from it. The embedded directory
// enforces it; a client can say with it which permission is missing. What a
// token for Azure AD Graph permits is judged by it too ([FromAADGraph]).
//
// Names and the choice of permissions are from Microsoft's permissions.json
// (repository microsoftgraph/microsoft-graph-devx-content, condensed in
// facts/permissions.tsv), corrected by the API reference where that list says
// "one of" for what the reference calls "both"; those rows have a comment.
// Rows that the list lacks say where they come from.
package permission
