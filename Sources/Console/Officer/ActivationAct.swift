import Issuance
import Mail

/// What an officer does with an activation; the raw value is the last part of its page's path.
enum ActivationAct: String, CaseIterable, Sendable {
    case resend
    case reissue
    case address
    case revoke

    /// The operation of the API that it is.
    var operation: String {
        switch self {
        case .resend: "/v1/activations/{id}/resend"
        case .reissue: "/v1/activations/{id}/reissue"
        case .address: "/v1/activations/{id}"
        case .revoke: "/v1/activations/{id}/revoke"
        }
    }

    func words(_ texts: OfficerTexts) -> OfficerTexts.Act {
        switch self {
        case .resend: texts.resend
        case .reissue: texts.reissue
        case .address: texts.correct
        case .revoke: texts.revoke
        }
    }

    /// What its state leaves (docs/issuance.md): what is offered here the issuer judges again when it is asked for.
    static func offered(for activation: Activation, at now: Instant) -> [ActivationAct] {
        switch activation.state {
        case .pending where now < activation.codeExpires: allCases
        case .redeemed: [.address, .revoke]
        case .pending, .revoked, .locked, .expired: []
        }
    }
}
