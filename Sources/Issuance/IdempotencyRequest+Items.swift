import Mail

extension IdempotencyRequest {
    /// One record for each item of a batch, committed with that item: whatever a crash left out is done when the request is repeated,
    /// and nothing twice.
    ///
    /// - Returns: Requests whose fingerprint stands for the whole body; it is hashed once.
    func items(_ count: Int, _ keyring: Keyring) -> [IdempotencyRequest] {
        let whole = hmacs(keyring).fingerprint
        return (0..<count).map { index in
            IdempotencyRequest(
                name: name + [UInt8(truncatingIfNeeded: index >> 8), UInt8(truncatingIfNeeded: index)], body: whole, status: status,
                answer: answer)
        }
    }
}
