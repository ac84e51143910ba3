/// Who wants to give or take a role, with what he may go by.
package struct GrantGiver: Hashable, Sendable {
    package let author: GrantAuthor
    /// In force now.
    package let held: Set<HeldRole>

    package init(_ author: GrantAuthor, held: Set<HeldRole>) {
        self.author = author
        self.held = held
    }

    /// A command on the machine itself.
    package static let machine = GrantGiver(.machine, held: [HeldRole(.administrator, in: nil)])

    var person: PersonID? {
        guard case .caller(.person(let id)) = author else { return nil }
        return id
    }
}
