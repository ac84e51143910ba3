/// One mail of the design alone.
struct DesignEntry: Sendable {
    let id: Int64
    let address: [UInt8]
    let content: [UInt8]
}
