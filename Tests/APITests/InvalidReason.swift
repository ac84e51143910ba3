/// Why a pair of link and code, or a one-time code, is not valid.
enum InvalidReason: String, CaseIterable, Sendable {
    case wrong, unknown, used, expired, revoked, locked
}
