/// What changes with every boot of the machine; tells a killed process from a power loss.
enum BootIdentifier {
    /// Empty where the system has none: then every start after an unclean end counts as the same boot.
    static func read() -> [UInt8] {
        (try? SmallFile.bytes("/proc/sys/kernel/random/boot_id", limit: 128)) ?? []
    }
}
