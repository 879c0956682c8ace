package csdl

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tenantctl/tenantctl/internal/edm"
)

const document = `<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>
<Schema Namespace="microsoft.graph" Alias="graph" xmlns="http://docs.oasis-open.org/odata/ns/edm">
 <EnumType Name="colour" IsFlags="true"><Member Name="red" Value="1"/><Member Name="blue" Value="2"/></EnumType>
 <ComplexType Name="paint" Abstract="true"><Property Name="colour" Type="graph.colour" Nullable="false"/></ComplexType>
 <ComplexType Name="gloss" BaseType="graph.paint"/>
 <ComplexType Name="unused"/>
 <EntityType Name="entity" Abstract="true"><Key><PropertyRef Name="id"/></Key><Property Name="id" Type="Edm.String" Nullable="false"/></EntityType>
 <EntityType Name="house" BaseType="graph.entity" OpenType="true">
  <Property Name="walls" Type="Collection(graph.paint)"/><Property Name="Age" Type="Edm.Int32"/>
  <NavigationProperty Name="owner" Type="self.person"/>
  <NavigationProperty Name="rooms" Type="Collection(graph.room)" ContainsTarget="true">
   <Annotation Term="Org.OData.Validation.V1.DerivedTypeConstraint"><Collection><String>microsoft.graph.kitchen</String></Collection></Annotation>
  </NavigationProperty>
  <Annotation Term="Org.OData.Core.V1.AlternateKeys"><Collection><Record><PropertyValue Property="Key"><Collection><Record>
   <PropertyValue Property="Name" PropertyPath="address"/></Record></Collection></PropertyValue></Record></Collection></Annotation>
 </EntityType>
 <EntityType Name="room" BaseType="graph.entity"/>
 <Action Name="paint" IsBound="true"><Parameter Name="this" Type="graph.house"/><Parameter Name="with" Type="self.brush"/></Action>
 <Function Name="count" IsBound="true"><Parameter Name="this" Type="Collection(graph.house)"/><ReturnType Type="Edm.Int32" Nullable="false"/></Function>
 <Action Name="free"/>
 <EntityContainer Name="c"><EntitySet Name="rooms" EntityType="microsoft.graph.room"/>
  <EntitySet Name="houses" EntityType="microsoft.graph.house"><NavigationPropertyBinding Path="rooms" Target="rooms"/></EntitySet>
  <Singleton Name="home" Type="microsoft.graph.house"/></EntityContainer>
</Schema>
<Schema Namespace="microsoft.graph.security" Alias="self" xmlns="http://docs.oasis-open.org/odata/ns/edm">
 <EntityType Name="person" BaseType="graph.entity"/><ComplexType Name="brush"/>
</Schema></edmx:DataServices></edmx:Edmx>`

func TestModel(t *testing.T) {
	t.Parallel()
	d, err := Read(strings.NewReader(document))
	if err != nil {
		t.Fatal(err)
	}
	got, err := d.Model([]string{"house"})
	if err != nil {
		t.Fatal(err)
	}
	want := &Model{
		Types: []edm.Type{
			{Name: "colour", Kind: edm.Enum, Flags: true, Members: []string{"red", "blue"}, Values: []int64{1, 2}},
			{Name: "entity", Kind: edm.Entity, Abstract: true, Key: "id", Properties: []edm.Property{{Name: "id", Type: "Edm.String"}}},
			{Name: "gloss", Base: "paint", Kind: edm.Complex},
			{
				Name: "house", Base: "entity", Kind: edm.Entity, Open: true, AlternateKeys: []string{"address"},
				Properties: []edm.Property{
					{Name: "Age", Type: "Edm.Int32", Nullable: true},
					{Name: "walls", Type: "paint", Collection: true, Nullable: true},
				},
				Navigations: []edm.Navigation{
					{Name: "owner", Type: "security.person"},
					{Name: "rooms", Type: "room", Collection: true, Contained: true, Targets: []string{"kitchen"}},
				},
			},
			{Name: "paint", Kind: edm.Complex, Abstract: true, Properties: []edm.Property{{Name: "colour", Type: "colour"}}},
			{Name: "security.brush", Kind: edm.Complex},
		},
		Sets: []edm.Set{
			{Name: "home", Type: "house", Singleton: true},
			{Name: "houses", Type: "house", Bindings: []edm.Binding{{Path: "rooms", Target: "rooms"}}},
		},
		Operations: []edm.Operation{
			{Name: "count", Function: true, Binding: "house", BoundCollection: true, Return: "Edm.Int32"},
			{Name: "paint", Binding: "house", Parameters: []edm.Parameter{{Name: "with", Type: "security.brush", Nullable: true}}},
		},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

func TestErrors(t *testing.T) {
	t.Parallel()
	d, err := Read(strings.NewReader(document))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"castle", "paint", "colour"} {
		if _, err := d.Model([]string{name}); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("%s: the error is %v", name, err)
		}
	}
	if _, err := Read(strings.NewReader("<Schema><EntityType>")); err == nil {
		t.Error("a broken document was read")
	}
}
