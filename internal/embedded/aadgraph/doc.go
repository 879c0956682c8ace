// Package aadgraph speaks Azure AD Graph 1.6 (OData 3) for the embedded
// directory. It is a front: a request is read, checked and built anew as a
// request of Microsoft Graph, which package graph answers in process for the
// same caller, so that rules and permissions are one; the answer is given in
// the form of Azure AD Graph. What only this protocol has, its functions do by
// way of package core once the graph service has permitted the like.
//
// The table of names is written from the documents, independently of the
// client in pkg/aadgraph: each checks the other.
package aadgraph
