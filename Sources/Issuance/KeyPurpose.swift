/// What an HMAC key is for: one purpose's HMAC never passes for another's.
package enum KeyPurpose: String, CaseIterable, Hashable, Sendable {
    /// Citizen numbers.
    case citizen
    case activationToken = "activation_token"
    case activationCode = "activation_code"
    case oneTimeCode = "one_time_code"
    /// What a front bound a code to.
    case binding
    /// Key or address with a purpose: which challenge takes which one's place.
    case subject
    /// The same for mails in the queue. No mail has needed it since a challenge tells which mail was its own; its place in key files stays.
    case supersession
    /// What a limit counts.
    case limit
    /// Who asked for what under which `Idempotency-Key`.
    case idempotencyKey = "idempotency_key"
    /// What stood in that request: citizen numbers and addresses among it.
    case requestBody = "request_body"
    /// The word that a mail and the page share.
    case reference
    /// The tag of a bounce address.
    case bounceTag = "bounce_tag"
    /// The chain of the audit log.
    case audit
    /// Addresses, where it must be known whether two are one.
    case address
    /// Issuer and subject of a person who signs in.
    case person
    /// Whose wrong tries are counted.
    case subjectTries = "subject_tries"
    /// The half of a result that shows that it was made here.
    case resultSignature = "result_signature"
    /// Results as they are kept.
    case resultToken = "result_token"

    /// The place among all cases, without a search; and in a key file that was completed (``HMACKeys``), so it never changes.
    var index: Int {
        switch self {
        case .citizen: 0
        case .activationToken: 1
        case .activationCode: 2
        case .oneTimeCode: 3
        case .binding: 4
        case .subject: 5
        case .supersession: 6
        case .limit: 7
        case .idempotencyKey: 8
        case .requestBody: 9
        case .reference: 10
        case .bounceTag: 11
        case .audit: 12
        case .address: 13
        case .person: 14
        case .subjectTries: 15
        case .resultSignature: 16
        case .resultToken: 17
        }
    }
}
