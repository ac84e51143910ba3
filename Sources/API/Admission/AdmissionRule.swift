/// Says from figures what is refused. Pure; with a distance between closing and opening, so that it does not flap.
package struct AdmissionRule: Hashable, Sendable {
    /// The longest that a code may have waited before new ones are refused; zero: no bound.
    ///
    /// Two minutes unless configured: by then a citizen has given up, and a code whose relay is back still has most of its ten left.
    package var oldestCode: Duration = .seconds(120)
    /// The octets that must be free on the disk of the queue, at most a tenth of it; 0: no bound.
    ///
    /// 64 MiB unless configured: settlements of what was taken, and the log before it is copied, need room.
    package var freeDisk: Int64 = 64 << 20
    /// The most octets of memory that the process may hold; 0: no bound. 1 GiB unless configured.
    package var memory: Int64 = 1 << 30

    package init() {}

    /// What is refused now.
    ///
    /// - Parameter former: What was refused before: it stays so until its figure is well within the bound again.
    package func refused(after former: AdmissionReasons, _ figures: AdmissionFigures) -> AdmissionReasons {
        var refused: AdmissionReasons = []
        for reason in AdmissionReason.allCases {
            let isRefused = former.contains(AdmissionReasons(reason)) ? !isWell(reason, figures) : isBeyond(reason, figures)
            if isRefused { refused.insert(AdmissionReasons(reason)) }
        }
        return refused
    }

    private func isBeyond(_ reason: AdmissionReason, _ figures: AdmissionFigures) -> Bool {
        switch reason {
        case .oldestCode: oldestCode > .zero && figures.oldestCode > oldestCode
        case .freeDisk: figures.disk.map { $0.free < floor(of: $0.size) } ?? false
        case .memory: memory > 0 && figures.memory.map { $0 > memory } ?? false
        }
    }

    /// Half the wait and a relay to go to (else codes would be taken again each time the last of them has expired), a quarter more of free disk, an eighth less of memory.
    private func isWell(_ reason: AdmissionReason, _ figures: AdmissionFigures) -> Bool {
        switch reason {
        case .oldestCode: oldestCode == .zero || figures.oldestCode <= oldestCode / 2 && !figures.isRelayAway
        case .freeDisk: figures.disk.map { $0.free >= floor(of: $0.size) / 4 * 5 } ?? true
        case .memory: memory == 0 || figures.memory.map { $0 <= memory / 8 * 7 } ?? true
        }
    }

    private func floor(of size: Int64) -> Int64 { min(freeDisk, size / 10) }
}
