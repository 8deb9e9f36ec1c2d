# For people who have make. Each target only calls manage.py.
.PHONY: demo test slow lint bench gallery

demo test lint bench gallery:
	python3 manage.py $@

slow:
	python3 manage.py test --slow
