/// What a person may do here (docs/decisions.md, 30).
package enum Role: String, CaseIterable, Hashable, Sendable {
    case registrationOfficer = "registration_officer"
    case mainAccessManager = "main_access_manager"
    case coAccessManager = "co_access_manager"
    case auditor
    case `operator`
    case administrator

    /// Where a role is held.
    package enum Place: Hashable, Sendable {
        /// In the municipality of the grant.
        case municipality
        /// In none: it reaches everywhere.
        case everywhere
        /// In one, or everywhere.
        case either
    }

    package var place: Place {
        switch self {
        case .registrationOfficer, .mainAccessManager, .coAccessManager: .municipality
        case .auditor: .either
        case .operator, .administrator: .everywhere
        }
    }

    /// What the role opens.
    package var scopes: Set<APIKey.Scope> {
        switch self {
        case .registrationOfficer: [.activationsWrite, .messagesRead]
        case .mainAccessManager, .coAccessManager: [.grantsManage]
        case .auditor: [.auditRead]
        case .operator: [.queueOperate, .messagesRead]
        case .administrator: [.admin]
        }
    }

    /// The roles that its holder gives and takes back, where he holds it. A co-manager does not touch managers.
    package var managed: Set<Role> {
        switch self {
        case .administrator: Set(Role.allCases)
        case .mainAccessManager: [.coAccessManager, .registrationOfficer]
        case .coAccessManager: [.registrationOfficer]
        case .registrationOfficer, .auditor, .operator: []
        }
    }
}
