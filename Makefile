# build, test, chaos (SEEDS=n), soak-tail (SEEDS=n), bench, dist, clean: what the README speaks of. Each runs on a machine with the .NET SDK and nothing else.
.PHONY: build test chaos soak-tail bench dist clean

build:
	@dotnet build -c Release -nologo -v q Dachshund.Actors.sln

test:
	@tests/run

chaos:
	@tests/chaos $(SEEDS)

soak-tail:
	@tests/soak-tail $(SEEDS)

bench:
	@bench/run

# The tarballs for other machines, in artifacts/dist.
dist:
	@deploy/dist

clean:
	@rm -rf artifacts
