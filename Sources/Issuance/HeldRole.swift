/// A role where it is held.
package struct HeldRole: Hashable, Sendable {
    package let role: Role
    /// NIS code; `nil`: everywhere.
    package let municipality: String?

    package init(_ role: Role, in municipality: String?) {
        self.role = role
        self.municipality = municipality
    }

    /// Whether its holder gives and takes this role here.
    func manages(_ other: Role, in place: String?) -> Bool {
        role.managed.contains(other) && (municipality == nil || municipality == place)
    }
}
