import Mail

/// A grant as those see it who give roles.
package struct GrantView: Hashable, Sendable {
    package let grant: Grant
    /// Of the person; empty once it was erased.
    package let name: String

    package init(grant: Grant, name: String) {
        self.grant = grant
        self.name = name
    }
}

extension GrantView: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// Without the name.
    package var description: String { grant.id.description }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: [] as [Mirror.Child]) }
}
