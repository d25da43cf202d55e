# build, test, chaos (SEEDS=n), bench, clean: what the README speaks of. Each runs on a machine with the .NET SDK and nothing else.
.PHONY: build test chaos bench clean

build:
	@dotnet build -c Release -nologo -v q Dachshund.Actors.sln

test:
	@tests/run

chaos:
	@tests/chaos $(SEEDS)

bench:
	@bench/run

clean:
	@rm -rf artifacts
