import Queue

/// Hides nothing, and opens only where it belongs.
struct PlainSeal: Seal {
    func seal(_ plaintext: [UInt8], context: [UInt8]) throws(SealFault) -> [UInt8] { context + plaintext }

    func open(_ box: [UInt8], context: [UInt8]) throws(SealFault) -> [UInt8] {
        guard box.starts(with: context) else { throw .notAuthentic }
        return Array(box.dropFirst(context.count))
    }
}
