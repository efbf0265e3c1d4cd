# Prints what kind of Python this is; runs in every version since 2.6.
import sys, json, os
enabled = getattr(sys, "_is_gil_enabled", lambda: True)()
implementation = getattr(getattr(sys, "implementation", None), "name", "cpython")
print(json.dumps({
    "executable": os.path.realpath(sys.executable),
    "version": list(sys.version_info[:3]),
    "implementation": implementation,
    "gil": bool(enabled),
}))
