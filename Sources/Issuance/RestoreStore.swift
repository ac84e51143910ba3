package import Queue

/// What a database must do so that it is not served from by mistake while it is older than what happened.
package protocol RestoreStore: AuditStore {
    /// `nil` where nobody restored it, or somebody has accepted it.
    func restored() async throws(StoreFault) -> RestoredDatabase?

    /// Marks it, with the act in the audit log that says how it is known.
    func markRestored(_ act: AuditAct) async throws(StoreFault)

    /// Takes the mark away, with the act in the audit log. What was under way or waited when it was made may have been sent since.
    ///
    /// - Parameter isHolding: All of it waits for a person then. Else it is in doubt: submitted once more, as far as its kind allows.
    /// - Returns: What it was before; `nil` where there is no mark, and nothing was done.
    func acceptRestored(isHolding: Bool, by actor: AuditActor) async throws(StoreFault) -> RestoredDatabase?
}
