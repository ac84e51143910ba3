import Queue

/// An activation that every rule lets pass, before the store counts it against the limits and keeps it.
struct PreparedActivation: Sendable {
    let activation: Activation
    let mail: QueueEntry
    let issued: IssuedActivation
    let charges: [LimitCharge]
}
