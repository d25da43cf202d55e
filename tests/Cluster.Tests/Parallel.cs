// These tests wait for other processes most of the time.
[assembly: CollectionBehavior(MaxParallelThreads = 8)]
