import Mail
import Queue
import Synchronization

/// One place of the flight recorder's file: a message past the final dot, and what the relay said to it. Never across two pages.
///
/// Layout: 16 octets of identifier, the mark, then of an acceptance the lengths of relay name and reply text, the enhanced code's class
/// (0: none), the reply code, subject and detail (16 bits each), how often the place was taken (16), the attempt's number (32), its instant
/// (64), name and text.
struct FlightSlot {
    enum Mark: UInt8 {
        case free = 0
        /// The final dot leaves, or has left; no reply was read.
        case dot = 1
        /// 2yz to the dot was read.
        case accepted = 2
    }

    let place: UnsafeMutableRawPointer

    static let length = 256
    private static let textStart = 40
    /// What is kept of a relay's name, octets.
    static let nameOctets = 64
    /// What is kept of a reply's text, octets: the rest of the slot after the longest name.
    static let textOctets = length - textStart - nameOctets

    func begin(_ id: QueueID) {
        turn.pointee.wrappingAdd(1, ordering: .relaxed)
        atomicMemoryFence(ordering: .releasing)
        word(0).pointee.store(id.high.bigEndian, ordering: .relaxed)
        word(8).pointee.store(id.low.bigEndian, ordering: .relaxed)
        set(.dot)
    }

    /// Without a reply the mark stays what it is.
    func accept(_ attempt: AttemptRecord) {
        guard let reply = attempt.reply else { return }
        let name = write(attempt.relay, at: Self.textStart, atMost: Self.nameOctets)
        let text = write(reply.text, at: Self.textStart + name, atMost: Self.textOctets)
        place.storeBytes(of: UInt8(name), toByteOffset: 17, as: UInt8.self)
        place.storeBytes(of: UInt8(text), toByteOffset: 18, as: UInt8.self)
        place.storeBytes(of: reply.enhanced?.statusClass ?? 0, toByteOffset: 19, as: UInt8.self)
        place.storeBytes(of: reply.code.rawValue, toByteOffset: 20, as: UInt16.self)
        place.storeBytes(of: reply.enhanced?.subject ?? 0, toByteOffset: 22, as: UInt16.self)
        place.storeBytes(of: reply.enhanced?.detail ?? 0, toByteOffset: 24, as: UInt16.self)
        place.storeBytes(of: UInt32(clamping: attempt.number), toByteOffset: 28, as: UInt32.self)
        place.storeBytes(of: attempt.at.microseconds, toByteOffset: 32, as: Int64.self)
        set(.accepted)
    }

    func free() { mark.pointee.store(Mark.free.rawValue, ordering: .relaxed) }

    var isFree: Bool { mark.pointee.load(ordering: .relaxed) == Mark.free.rawValue }

    /// Adds what stands here. An acceptance that cannot be read is in doubt.
    ///
    /// Freed and taken again in the meantime, it is read again: what is added is of one message.
    func read(into marks: inout (accepted: [QueueID: AttemptRecord], inDoubt: Set<QueueID>)) {
        while true {
            let began = turn.pointee.load(ordering: .acquiring)
            let mark = self.mark.pointee.load(ordering: .acquiring)
            guard mark != Mark.free.rawValue else { return }
            let id = self.id
            let attempt = mark == Mark.accepted.rawValue ? acceptance() : nil
            atomicMemoryFence(ordering: .acquiring)
            guard turn.pointee.load(ordering: .relaxed) == began else { continue }
            if let attempt { marks.accepted[id] = attempt } else { marks.inDoubt.insert(id) }
            return
        }
    }

    private var id: QueueID {
        QueueID(
            high: UInt64(bigEndian: word(0).pointee.load(ordering: .relaxed)),
            low: UInt64(bigEndian: word(8).pointee.load(ordering: .relaxed)))
    }

    private func word(_ offset: Int) -> UnsafeMutablePointer<Atomic<UInt64>> {
        (place + offset).assumingMemoryBound(to: Atomic<UInt64>.self)
    }

    private var mark: UnsafeMutablePointer<Atomic<UInt8>> { (place + 16).assumingMemoryBound(to: Atomic<UInt8>.self) }

    /// Counts who had the place: whoever reads sees by it that it changed hands.
    private var turn: UnsafeMutablePointer<Atomic<UInt16>> { (place + 26).assumingMemoryBound(to: Atomic<UInt16>.self) }

    /// As `Settler` writes it of an accepted message.
    private func acceptance() -> AttemptRecord? {
        let (name, text) = (Int(octet(17)), Int(octet(18)))
        guard name <= Self.nameOctets, text <= Self.textOctets,
            let code = ReplyCode(Int(place.load(fromByteOffset: 20, as: UInt16.self))), code.isPositive
        else { return nil }
        let enhanced = EnhancedStatusCode(
            octet(19), place.load(fromByteOffset: 22, as: UInt16.self), place.load(fromByteOffset: 24, as: UInt16.self))
        let reply = Reply(code: code, enhanced: enhanced, text: string(at: Self.textStart + name, octets: text))
        let outcome = Outcome(classifying: .reply(reply, at: .finalDot))
        return AttemptRecord(
            number: Int(place.load(fromByteOffset: 28, as: UInt32.self)),
            at: Instant(microseconds: place.load(fromByteOffset: 32, as: Int64.self)),
            relay: string(at: Self.textStart, octets: name), stage: .finalDot, reply: reply, outcome: outcome.disposition.rawValue,
            reason: outcome.reason, rule: outcome.rule)
    }

    /// The mark comes after what it stands for, so that it never stands beside half of it.
    private func set(_ mark: Mark) { self.mark.pointee.store(mark.rawValue, ordering: .releasing) }

    /// Returns how many octets were written: whole characters only.
    private func write(_ text: String, at offset: Int, atMost limit: Int) -> Int {
        var text = text
        return text.withUTF8 { octets in
            var count = min(octets.count, limit)
            if count < octets.count { while count > 0, octets[count] & 0xC0 == 0x80 { count -= 1 } }
            guard count > 0, let start = octets.baseAddress else { return 0 }
            (place + offset).copyMemory(from: start, byteCount: count)
            return count
        }
    }

    private func string(at offset: Int, octets: Int) -> String {
        String(decoding: UnsafeRawBufferPointer(start: place + offset, count: octets), as: UTF8.self)
    }

    private func octet(_ offset: Int) -> UInt8 { place.load(fromByteOffset: offset, as: UInt8.self) }
}
