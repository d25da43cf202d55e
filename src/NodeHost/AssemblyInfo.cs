using System.Runtime.Versioning;

// File identity, inotify and the embedded Redis want it.
[assembly: SupportedOSPlatform("linux")]
