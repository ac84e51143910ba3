import Mail
import Queue

/// The form of a memtable's values in a row of `memtable_log`: one behind another, each as its key and itself.
enum MemtableLog {
    private static let keyOctets = 16

    static func encoded<Value: MemtableValue>(_ values: [SubjectKey: Value]) -> [UInt8] {
        var log: [UInt8] = []
        log.reserveCapacity(values.count * (keyOctets + Value.octets))
        for (key, value) in values {
            log.append(bigEndian: key.high)
            log.append(bigEndian: key.low)
            value.append(to: &log)
        }
        return log
    }

    /// Whether the log has a value of one of the keys.
    ///
    /// - Throws: As ``read(_:as:each:)``.
    static func holds<Value: MemtableValue>(_ keys: Set<SubjectKey>, in log: [UInt8], of: Value.Type) throws(StoreFault) -> Bool {
        guard !keys.isEmpty else { return false }
        let entries = try entries(of: log, length: keyOctets + Value.octets)
        return entries.contains { keys.contains(key(of: $0)) }
    }

    /// The log without the values of some keys.
    ///
    /// - Throws: As ``read(_:as:each:)``.
    static func without<Value: MemtableValue>(
        _ keys: Set<SubjectKey>, in log: [UInt8], of: Value.Type
    ) throws(StoreFault) -> [UInt8] {
        var left: [UInt8] = []
        for entry in try entries(of: log, length: keyOctets + Value.octets) where !keys.contains(key(of: entry)) { left += entry }
        return left
    }

    /// Calls with each value, in the order they were written.
    ///
    /// - Throws: `broken` for what no value ends with.
    static func read<Value: MemtableValue>(
        _ log: [UInt8], as: Value.Type = Value.self, each: (SubjectKey, Value) -> Void
    ) throws(StoreFault) {
        for entry in try entries(of: log, length: keyOctets + Value.octets) {
            each(key(of: entry), Value(reading: entry.dropFirst(keyOctets)))
        }
    }

    private static func entries(of log: [UInt8], length: Int) throws(StoreFault) -> some Sequence<ArraySlice<UInt8>> {
        guard log.count.isMultiple(of: length) else { throw .broken("a row of memtable_log ends within a value") }
        return stride(from: 0, to: log.count, by: length).lazy.map { log[$0..<$0 + length] }
    }

    private static func key(of entry: ArraySlice<UInt8>) -> SubjectKey {
        SubjectKey(high: entry.word(at: 0), low: entry.word(at: 8))
    }
}
