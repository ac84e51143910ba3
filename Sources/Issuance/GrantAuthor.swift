import Mail

/// Who gave or withdrew a role, as it is kept.
package enum GrantAuthor: Hashable, Sendable {
    /// A command on the machine itself, through the admin socket or at the store.
    case machine
    case caller(Principal)

    private static let machineText = "machine"

    /// `machine`, or the identifier of an API key or a person.
    package var text: String {
        switch self {
        case .machine: Self.machineText
        case .caller(.apiKey(let id)): id.description
        case .caller(.person(let id)): id.description
        }
    }

    /// `nil` for what is none of these.
    package init?(_ text: String) {
        if text == Self.machineText {
            self = .machine
        } else if let id = APIKeyID(text) {
            self = .caller(.apiKey(id))
        } else if let id = PersonID(text) {
            self = .caller(.person(id))
        } else {
            return nil
        }
    }
}
