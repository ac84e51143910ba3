/// The counters of one subject, as found in the database.
struct LimitAccount {
    let subject: [UInt8]
    /// `nil` when it has none yet.
    let row: Int64?
    let counters: LimitCounters
}
