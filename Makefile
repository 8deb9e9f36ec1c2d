# For people who have make. Each target only calls manage.py.
.PHONY: demo test slow lint bench

demo test lint bench:
	python3 manage.py $@

slow:
	python3 manage.py test --slow
