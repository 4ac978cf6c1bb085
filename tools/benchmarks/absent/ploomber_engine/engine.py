"""The engines by their names, which nobody asks for."""

DebugEngine = DebugLaterEngine = EmbeddedEngine = ProfilingEngine = None
