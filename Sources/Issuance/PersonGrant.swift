/// A grant with the person it was given to.
package struct PersonGrant: Hashable, Sendable {
    package let grant: Grant
    package let person: Person

    package init(grant: Grant, person: Person) {
        self.grant = grant
        self.person = person
    }
}
