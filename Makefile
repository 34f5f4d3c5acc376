# The same words as run.py, forwarded: `make site`, `make test ARGS="-k reddit"`.
PYTHON ?= python3
TASKS := site serve test check bench golden lock clean

.PHONY: help $(TASKS)
help:
	@$(PYTHON) run.py --help
$(TASKS):
	@$(PYTHON) run.py $@ $(ARGS)
